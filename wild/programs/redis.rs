//! Commands for a database that need not exist: they are made and shown, and sent only if an
//! address is given.

use redis::{Commands, RedisResult};

fn commands(user: &str, id: u64) -> redis::Pipeline {
    let mut pipe = redis::pipe();
    pipe.cmd("SET").arg(format!("user:{id}")).arg(user).ignore();
    pipe.cmd("HSET").arg("user").arg(id).arg(user.to_owned()).ignore();
    pipe.cmd("SADD").arg("ids").arg(&[1i64, 2, 3][..]).ignore();
    pipe.set("key", 1).ignore();
    pipe.set(String::from("other"), user).ignore();
    pipe.set_ex(format!("session:{id}"), vec![1u8, 2], 60).ignore();
    pipe.hset("hash", "field", 1.5).ignore();
    pipe.hset(String::from("hash"), user, "value").ignore();
    pipe.rpush("list", &["a", "b"]).ignore();
    pipe.rpush(format!("list:{id}"), id).ignore();
    pipe.get("key").get(String::from("other")).del(&["key", "other"][..]).ignore();
    pipe
}

fn send(address: String) -> RedisResult<()> {
    let client = redis::Client::open(address)?;
    let mut connection = client.get_connection()?;
    let (a, b): (i64, String) = commands("someone", 7).query(&mut connection)?;
    println!("{a} {b}");
    let _: () = connection.set("key", 42)?;
    let _: () = connection.set(format!("key:{a}"), "text")?;
    let number: i64 = connection.get("key")?;
    let text: String = connection.get(format!("key:{a}"))?;
    let many: Vec<Option<String>> = connection.mget(&["key", "none"])?;
    let _: () = connection.hset_multiple("hash", &[("a", 1), ("b", 2)])?;
    let members: Vec<String> = connection.lrange("list", 0, -1)?;
    println!("{number} {text} {many:?} {members:?}");
    connection.del("key")
}

fn main() -> RedisResult<()> {
    let pipe = commands("someone", 7);
    println!("{}", String::from_utf8_lossy(&pipe.get_packed_pipeline()).replace("\r\n", " "));
    let mut cmd = redis::cmd("MSET");
    cmd.arg("a").arg(1).arg(String::from("b")).arg(2.5).arg(&b"c"[..]).arg(true);
    println!("{}", cmd.get_packed_command().len());
    redis::Client::open("redis://localhost/")?;
    std::env::args().nth(1).map_or(Ok(()), send)
}
