//! In: . Out: . Refused: .
