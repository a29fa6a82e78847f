//! One table an enum of choices: its values in the order of choice, the word of each in files and on screen.
//!
//! A value that is added without its words does not compile, and none can be forgotten in `ALLE`. Must not know
//! what is chosen.

/// Makes an enum of its table. `Naam: "label";` gives `ALLE` and `label`; `Naam = "code", "label";` gives `code`
/// too. With `leesbaar;` in front there is `from_code`, which knows other spellings: `= "code" | "ook-goed"`.
macro_rules! keuzelijst {
    (leesbaar; $(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $var:ident = $code:literal $(| $ook:literal)*, $label:literal;)*
    }) => {
        keuzelijst! {
            $(#[$meta])* pub enum $name { $($(#[$doc])* $var = $code, $label;)* }
        }

        impl $name {
            /// Reads the word of [`Self::code`]; a slash, a blank and an underscore count as a dash, capitals as
            /// small letters.
            #[must_use]
            pub fn from_code(text: &str) -> Option<Self> {
                let wanted = text.trim().to_lowercase().replace(['/', ' ', '_'], "-");
                match wanted.as_str() {
                    $($code $(| $ook)* => Some(Self::$var),)*
                    _ => None,
                }
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $var:ident = $code:literal, $label:literal;)*
    }) => {
        keuzelijst! {
            $(#[$meta])* pub enum $name { $($(#[$doc])* $var: $label;)* }
        }

        impl $name {
            /// The word in files, on the command line and in JSON.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$var => $code,)* }
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $var:ident: $label:literal;)*
    }) => {
        $(#[$meta])*
        pub enum $name { $($(#[$doc])* $var,)* }

        impl $name {
            /// Every value, in the order of choice.
            pub const ALLE: [Self; [$($label),*].len()] = [$(Self::$var,)*];

            /// The words on screen and in texts.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$var => $label,)* }
            }
        }
    };
}

pub(crate) use keuzelijst;
