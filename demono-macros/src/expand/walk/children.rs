//! The expressions inside an expression that binds nothing.

use syn::Expr;

/// Hands each direct child of `expr` to `take`, in the order of evaluation. What
/// binds names or has a block is the walk's own business.
pub(super) fn each(expr: &mut Expr, take: &mut dyn FnMut(&mut Expr)) {
    match expr {
        Expr::Binary(binary) => {
            take(&mut binary.left);
            take(&mut binary.right);
        }
        Expr::Index(index) => {
            take(&mut index.expr);
            take(&mut index.index);
        }
        Expr::Await(of_await) => take(&mut of_await.base),
        Expr::Cast(cast) => take(&mut cast.expr),
        Expr::Field(field) => take(&mut field.base),
        Expr::RawAddr(address) => take(&mut address.expr),
        Expr::Repeat(repeat) => take(&mut repeat.expr),
        Expr::Unary(unary) => take(&mut unary.expr),
        Expr::Break(of_break) => of_break.expr.iter_mut().for_each(|expr| take(expr)),
        Expr::Yield(of_yield) => of_yield.expr.iter_mut().for_each(|expr| take(expr)),
        Expr::Range(range) => {
            range.start.iter_mut().for_each(|expr| take(expr));
            range.end.iter_mut().for_each(|expr| take(expr));
        }
        _ => {}
    }
}
