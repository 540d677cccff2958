//! In: a command. Out: what it wrote, and how it ended. Refused: one that cannot be
//! started, and one that the user interrupted.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::command::shell;
use super::console::{Console, Event};

/// How often a silent process is looked after.
const TICK: Duration = Duration::from_millis(50);

/// How long output is awaited after the process ended. What it has started may live on
/// with the pipe in its hands.
const GRACE: Duration = Duration::from_secs(2);

/// Why a command has no outcome.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProcessError {
    /// It could not be run, or its output not read.
    #[error("cannot run `{command}`")]
    Start {
        /// The command, ready for a shell.
        command: String,
        /// Why not.
        source: io::Error,
    },
    /// The user interrupted it.
    #[error("interrupted while `{command}` ran")]
    Interrupted {
        /// The command, ready for a shell.
        command: String,
    },
    /// Something else did, such as a lack of memory.
    #[error("`{command}` was killed ({status})")]
    Killed {
        /// The command, ready for a shell.
        command: String,
        /// By which signal.
        status: ExitStatus,
    },
}

/// What to do with the two streams of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Streams {
    /// Kept apart; standard error is reported line by line.
    Apart,
    /// One pipe for both, so that the order of the lines is the order they were written
    /// in; all are reported, and all are in [`Finished::stdout`].
    Joined,
}

/// Who is in the process group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The process is in ours: Ctrl-C at the terminal reaches it and all it starts.
    Ours,
    /// One of its own: it is killed with all it started when the time is over or the
    /// [`Console`] says so.
    Own {
        /// How long it may run.
        limit: Duration,
    },
}

/// How a process came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// By itself, or by a signal.
    Status(ExitStatus),
    /// Its time was over.
    TimedOut,
}

/// A process that has ended.
#[derive(Debug)]
pub struct Finished {
    /// The command, ready for a shell.
    pub command: String,
    /// How it ended.
    pub exit: Exit,
    /// What it wrote; with [`Streams::Joined`] all of it.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: Vec<u8>,
}

impl Finished {
    /// Whether it ended with exit code 0.
    pub fn success(&self) -> bool {
        matches!(self.exit, Exit::Status(status) if status.success())
    }

    /// Refuses one that a signal ended: it says nothing about what it was asked.
    pub fn answered(self) -> Result<Self, ProcessError> {
        match self.exit {
            Exit::Status(status) if !status.success() && by_signal(status) => {
                Err(ProcessError::Killed {
                    command: self.command,
                    status,
                })
            }
            _ => Ok(self),
        }
    }
}

/// Runs `command` to its end, without standard input.
pub fn run(
    mut command: Command,
    streams: Streams,
    group: Group,
    console: &mut Console<'_>,
) -> Result<Finished, ProcessError> {
    let rendered = shell(&command);
    (console.report)(Event::Command(&rendered));
    let failed = |source| ProcessError::Start {
        command: rendered.clone(),
        source,
    };
    command.stdin(Stdio::null());
    if let Group::Own { .. } = group {
        separate(&mut command);
    }
    let (sender, lines) = mpsc::channel();
    let start = Instant::now();
    let mut running = match streams {
        Streams::Apart => {
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut running = Running::start(command, group).map_err(failed)?;
            let stdout = running.child.stdout.take();
            let stderr = running.child.stderr.take();
            read(stdout, Stream::Out, sender.clone());
            read(stderr, Stream::Err, sender);
            running
        }
        Streams::Joined => {
            let (reader, writer) = io::pipe().map_err(failed)?;
            command.stdout(writer.try_clone().map_err(failed)?);
            command.stderr(writer);
            // This drops the command, and with it our end for writing.
            let running = Running::start(command, group).map_err(failed)?;
            read(Some(reader), Stream::Out, sender);
            running
        }
    };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut ended: Option<Instant> = None;
    let timed_out = loop {
        match lines.recv_timeout(TICK) {
            Ok((stream, line)) => {
                if stream == Stream::Err || streams == Streams::Joined {
                    let text = String::from_utf8_lossy(&line);
                    (console.report)(Event::Cargo(text.trim_end_matches(['\n', '\r'])));
                }
                match stream {
                    Stream::Out => stdout.extend(line),
                    Stream::Err => stderr.extend(line),
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break false,
        }
        if (console.interrupted)() {
            return Err(ProcessError::Interrupted { command: rendered });
        }
        if matches!(group, Group::Own { limit } if start.elapsed() > limit) {
            break true;
        }
        if ended.is_none() && running.child.try_wait().map_err(failed)?.is_some() {
            ended = Some(Instant::now());
        }
        if ended.is_some_and(|it| it.elapsed() > GRACE) {
            break false;
        }
    };
    let exit = if timed_out {
        running.kill();
        Exit::TimedOut
    } else {
        Exit::Status(running.wait().map_err(failed)?)
    };
    if (console.interrupted)() {
        return Err(ProcessError::Interrupted { command: rendered });
    }
    Ok(Finished {
        command: rendered,
        exit,
        stdout,
        stderr,
    })
}

/// What a process said last, below an error.
pub(crate) fn below(said: &str) -> String {
    match said.trim_end() {
        "" => String::new(),
        said => format!(":\n{said}"),
    }
}

/// A child that does not outlive its owner, even one that panics.
struct Running {
    child: Child,
    group: Group,
    over: bool,
}

impl Running {
    fn start(mut command: Command, group: Group) -> io::Result<Self> {
        Ok(Running {
            child: command.spawn()?,
            group,
            over: false,
        })
    }

    fn wait(&mut self) -> io::Result<ExitStatus> {
        let status = self.child.wait()?;
        self.over = true;
        if let Group::Own { .. } = self.group {
            // What the tests forgot to end.
            kill_group(self.child.id());
        }
        Ok(status)
    }

    fn kill(&mut self) {
        self.over = true;
        if let Group::Own { .. } = self.group {
            kill_group(self.child.id());
        }
        // Fails if it has just ended, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.over {
            self.kill();
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    Out,
    Err,
}

/// Two pipes need two readers, as a process blocks when either is full.
fn read(
    pipe: Option<impl Read + Send + 'static>,
    stream: Stream,
    sender: Sender<(Stream, Vec<u8>)>,
) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        loop {
            let mut line = Vec::new();
            match pipe.read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => break,
                Ok(_) => {}
            }
            if sender.send((stream, line)).is_err() {
                break;
            }
        }
    });
}

#[cfg(unix)]
fn separate(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn separate(_command: &mut Command) {}

/// The standard library signals single processes only; the tools of the system reach a
/// group, or a tree. There may be nothing left to kill.
fn kill_group(leader: u32) {
    let (group, process) = (format!("-{leader}"), leader.to_string());
    let (tool, arguments) = if cfg!(unix) {
        ("kill", ["-s", "KILL", "--", &group])
    } else {
        ("taskkill", ["/F", "/T", "/PID", &process])
    };
    let _ = Command::new(tool).args(arguments).output();
}

/// On Unix there is no code then; on Windows Ctrl-C has one of its own
/// (`STATUS_CONTROL_C_EXIT`).
fn by_signal(status: ExitStatus) -> bool {
    let control_c = 0xC000_013A_u32 as i32;
    (status.code()).is_none_or(|code| cfg!(windows) && code == control_c)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn run_here(
        script: &str,
        streams: Streams,
        group: Group,
        interrupted: &dyn Fn() -> bool,
    ) -> (Result<Finished, ProcessError>, Vec<String>) {
        let mut events = Vec::new();
        let mut report = |event: Event<'_>| match event {
            Event::Command(text) | Event::Cargo(text) => events.push(text.to_owned()),
            _ => {}
        };
        let mut console = Console {
            report: &mut report,
            interrupted,
        };
        let outcome = run(shell(script), streams, group, &mut console);
        (outcome, events)
    }

    const LONG: Group = Group::Own {
        limit: Duration::from_secs(60),
    };

    #[test]
    fn streams_are_apart_or_in_order() {
        let script = "echo a; echo b >&2; echo c; exit 3";
        let (outcome, events) = run_here(script, Streams::Apart, Group::Ours, &|| false);
        let outcome = outcome.unwrap();
        assert_eq!(outcome.stdout, b"a\nc\n");
        assert_eq!(outcome.stderr, b"b\n");
        assert_eq!(events, ["sh -c 'echo a; echo b >&2; echo c; exit 3'", "b"]);
        assert!(matches!(&outcome.exit, Exit::Status(status) if status.code() == Some(3)));
        let (outcome, events) = run_here(script, Streams::Joined, LONG, &|| false);
        assert_eq!(outcome.unwrap().stdout, b"a\nb\nc\n");
        assert_eq!(events[1..], ["a", "b", "c"]);
    }

    #[test]
    fn time_is_limited_for_all_it_started() {
        let limit = Duration::from_millis(300);
        let script = "echo $$; sleep 77 & sleep 77";
        let (outcome, _) = run_here(script, Streams::Joined, Group::Own { limit }, &|| false);
        let outcome = outcome.unwrap();
        assert!(matches!(outcome.exit, Exit::TimedOut));
        let leader = String::from_utf8(outcome.stdout).unwrap();
        let alive = Command::new("kill")
            .args(["-s", "0", "--", &format!("-{}", leader.trim())])
            .stderr(Stdio::null())
            .status();
        // The sleeping child may linger as a zombie where nobody reaps orphans.
        let zombies = Command::new("ps").args(["-eo", "pgid=,stat="]).output();
        let zombies = zombies.map(|it| String::from_utf8_lossy(&it.stdout).into_owned());
        let living = zombies.unwrap_or_default().lines().any(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(leader.trim()) && words.next().is_some_and(|it| !it.contains('Z'))
        });
        assert!(!alive.unwrap().success() || !living);
    }

    #[test]
    fn a_pipe_left_open_is_not_waited_for() {
        let directory = tempfile::tempdir().unwrap();
        let end = directory.path().join("end");
        let script = format!("(sleep 55; touch '{}') & echo done", end.display());
        let (outcome, _) = run_here(&script, Streams::Joined, LONG, &|| false);
        assert_eq!(outcome.unwrap().stdout, b"done\n");
        assert!(!end.exists(), "it was waited for");
    }

    #[test]
    fn an_interrupted_command_has_no_outcome() {
        let directory = tempfile::tempdir().unwrap();
        let end = directory.path().join("end");
        let script = format!("sleep 66; touch '{}'", end.display());
        for group in [Group::Ours, LONG] {
            let (outcome, _) = run_here(&script, Streams::Apart, group, &|| true);
            assert!(matches!(outcome, Err(ProcessError::Interrupted { .. })));
        }
        assert!(!end.exists(), "it was waited for");
    }

    #[test]
    fn a_killed_command_has_no_outcome() {
        let (outcome, _) = run_here("kill -s KILL $$", Streams::Apart, Group::Ours, &|| false);
        let outcome = outcome.and_then(Finished::answered);
        assert!(matches!(outcome, Err(ProcessError::Killed { .. })));
    }

    #[test]
    fn what_is_not_there_is_named() {
        let mut console = Console {
            report: &mut |_| {},
            interrupted: &|| false,
        };
        let command = Command::new("/no/such/program");
        let error = run(command, Streams::Apart, Group::Ours, &mut console).unwrap_err();
        assert_eq!(error.to_string(), "cannot run `/no/such/program`");
    }
}
