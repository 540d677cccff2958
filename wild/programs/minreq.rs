//! Requests made from literals and formatted text. Nothing is sent unless an address is given.

fn main() -> Result<(), minreq::Error> {
    let address = std::env::args().nth(1);
    let base = address.clone().unwrap_or_else(|| "http://localhost:9".to_owned());
    let id = 7;
    let requests = [
        minreq::get(&base)
            .with_header("Accept", "application/json")
            .with_param("page", "1"),
        minreq::get(format!("{base}/items/{id}"))
            .with_header("X-Request-Id", format!("{id}"))
            .with_param(String::from("fields"), "all".to_owned()),
        minreq::put(base.as_str())
            .with_headers([("X-One", "1"), ("X-Two", "2")])
            .with_body("hello"),
        minreq::post(format!("{base}/items"))
            .with_headers(vec![(String::from("X-Three"), String::from("3"))])
            .with_body(vec![1, 2, 3])
            .with_max_headers_size(4096)
            .with_max_status_line_length(Some(256)),
    ];
    for request in requests {
        println!("{request:?}");
        if address.is_some() {
            println!("{}", request.send()?.status_code);
        }
    }
    Ok(())
}
