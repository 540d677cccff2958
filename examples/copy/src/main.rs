//! Dumps bytes, from readers and to writers of many types.

#[cfg(not(feature = "one-type"))]
mod streams;

use std::hint::black_box;
use std::io;

use example_copy::{dump, Totals};
use example_types::Transcript;

const DATA: &[u8] = b"Sixteen bytes...and a few more of them, \x00\x01\x02\x7f\xff.";

#[inline(never)]
fn describe(result: io::Result<Totals>) -> String {
    match result {
        Ok(totals) => totals.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($from:expr, $to:expr) => {
            transcript.add(describe(dump(black_box($from), black_box($to))));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($from:expr, $to:expr) => {
            transcript.add(describe(dump(&mut black_box($from), &mut black_box($to))));
        };
    }
    let mut text = Vec::new();
    call!(DATA, &mut text);
    #[cfg(not(feature = "one-type"))]
    {
        use std::collections::VecDeque;
        use std::io::{BufReader, BufWriter, Cursor, LineWriter, Read, Write};

        use streams::{Both, Brittle, Capitals, Inverted, Last, Numbers};

        let mut zeros = Vec::new();
        let mut capitals = String::new();
        let mut last = VecDeque::new();
        let mut few = [b' '; 264];

        call!(Cursor::new(DATA.to_vec()), BufWriter::new(&mut text));
        call!(io::repeat(0).take(70), &mut zeros);
        call!(io::empty(), Vec::new());
        call!(DATA.chain(&b"and more"[..]), LineWriter::new(&mut text));
        call!(BufReader::with_capacity(5, DATA), io::sink());
        call!(VecDeque::from(DATA.to_vec()), few.as_mut_slice());
        call!(Numbers(250).take(40), Cursor::new(&mut zeros));
        call!(
            Inverted {
                inner: DATA,
                calls: 0
            },
            VecDeque::new()
        );
        call!(Brittle(&DATA[..20]), Cursor::new(Vec::new()));
        call!(
            Cursor::new([7_u8; 50]),
            Last {
                text: &mut last,
                limit: 60
            }
        );
        call!(
            Box::new(DATA) as Box<dyn Read>,
            Box::new(Cursor::new(&mut few[..])) as Box<dyn Write>
        );
        call!(&mut DATA.take(17), Both(&mut text, Capitals(&mut capitals)));
        call!(
            BufReader::new(Inverted {
                inner: Cursor::new(DATA),
                calls: 5
            }),
            BufWriter::with_capacity(7, Both(&mut zeros, io::sink()))
        );
        call!(
            Numbers(9).chain(io::empty()).take(9),
            Capitals(&mut capitals)
        );
        call!(
            BufReader::new(DATA).chain(Brittle(DATA)).take(99),
            LineWriter::new(Both(io::sink(), Vec::new()))
        );

        for bytes in [&zeros, &few[..], last.make_contiguous()] {
            println!("{}", String::from_utf8_lossy(bytes).trim_end());
        }
        println!("{capitals}");
    }
    print!("{}", String::from_utf8_lossy(&text));
}
