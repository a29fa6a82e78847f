//! A web page kept as one file (MHTML), as browsers and Excel make it: its pages as text.
//!
//! Nothing that it refers to is fetched. Must not know what is on a page.

/// Parts that are looked at, at most.
const DELEN_MAX: usize = 200;

/// Whether text begins as such a file does.
#[must_use]
pub fn begint_als(text: &str) -> bool {
    let head: String = text
        .chars()
        .take(2_000)
        .collect::<String>()
        .to_ascii_lowercase();
    let first = head.trim_start();
    (first.starts_with("mime-version:")
        || first.starts_with("from:")
        || first.starts_with("content-type:"))
        && (head.contains("multipart/related") || head.contains("text/html"))
}

/// The bytes of every page in it, in order.
#[must_use]
pub fn paginas(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let (head, _) = kop_en_rest(&text);
    let boundary = veld(head, "boundary=").map(|name| format!("--{name}"));
    let parts: Vec<&str> = match &boundary {
        Some(mark) => text.split(mark.as_str()).skip(1).take(DELEN_MAX).collect(),
        None => vec![&text],
    };
    parts
        .into_iter()
        .filter_map(|part| {
            let (head, body) = kop_en_rest(part.trim_start_matches(['\r', '\n']));
            let low = head.to_ascii_lowercase();
            if !low.contains("text/html") {
                return None;
            }
            Some(if low.contains("quoted-printable") {
                quoted_printable(body)
            } else if low.contains("base64") {
                base64(body)
            } else {
                body.as_bytes().to_vec()
            })
        })
        .collect()
}

/// Headers, and what stands behind the blank line.
fn kop_en_rest(part: &str) -> (&str, &str) {
    let end = ["\r\n\r\n", "\n\n"]
        .iter()
        .filter_map(|blank| part.find(blank).map(|at| (at, at + blank.len())))
        .min();
    match end {
        Some((at, from)) => (
            part.get(..at).unwrap_or_default(),
            part.get(from..).unwrap_or_default(),
        ),
        None => ("", part),
    }
}

/// The value behind a name in the headers, without quotes.
fn veld<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let at = head.to_ascii_lowercase().find(name)?;
    let rest = head.get(at + name.len()..)?;
    let rest = rest.strip_prefix('"').unwrap_or(rest);
    let end = rest.find(['"', ';', '\r', '\n']).unwrap_or(rest.len());
    rest.get(..end).filter(|value| !value.is_empty())
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut bytes = body.bytes().peekable();
    while let Some(b) = bytes.next() {
        if b != b'=' {
            out.push(b);
            continue;
        }
        match bytes.peek().copied() {
            Some(b'\r') => {
                bytes.next();
                if bytes.peek() == Some(&b'\n') {
                    bytes.next();
                }
            }
            Some(b'\n') => {
                bytes.next();
            }
            Some(high) => {
                bytes.next();
                let low = bytes.peek().copied().unwrap_or(b' ');
                let digit = |b: u8| {
                    char::from(b)
                        .to_digit(16)
                        .and_then(|d| u8::try_from(d).ok())
                };
                match (digit(high), digit(low)) {
                    (Some(high), Some(low)) => {
                        bytes.next();
                        out.push(high * 16 + low);
                    }
                    _ => out.extend([b'=', high]),
                }
            }
            None => {}
        }
    }
    out
}

fn base64(body: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for b in body.bytes() {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from((bits >> count) & 0xff).unwrap_or(0));
            bits &= (1 << count) - 1;
        }
    }
    out
}
