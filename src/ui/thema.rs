//! The theme: every colour of the program, each with one meaning. Under `NO_COLOR` bold, underline
//! and reverse carry it; a word or sign always goes with it (rule 12).
//!
//! Must not know what is drawn with it.

use ratatui::style::{Color, Modifier, Style};

/// Which theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keuze {
    /// Calm colours that read on dark and on light.
    #[default]
    Gewoon,
    /// For a light terminal.
    Licht,
    /// Strong contrast.
    Contrast,
    /// No colours at all.
    Kleurloos,
}

/// The styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thema {
    /// Ordinary text: the terminal's own colours.
    pub gewoon: Style,
    /// Secondary text.
    pub dof: Style,
    /// Rules.
    pub lijn: Style,
    /// Headings and what matters.
    pub kop: Style,
    /// Keys, active things.
    pub accent: Style,
    /// Acuut, too late, alarm.
    pub acuut: Style,
    /// A line that must not be missed.
    pub alarm: Style,
    /// Soon, twijfel, warning, a proposal.
    pub bijna: Style,
    /// Done, safe.
    pub goed: Style,
    /// Radar, links.
    pub radar: Style,
    /// The selected line, over its whole width.
    pub gekozen: Style,
    /// The practice mark.
    pub oefenen: Style,
    /// Words in a text that a reason points at.
    pub gemarkeerd: Style,
    /// The field that has the focus.
    pub veld: Style,
}

impl Thema {
    /// The theme of a choice.
    #[must_use]
    pub fn van(keuze: Keuze) -> Thema {
        let style = Style::new;
        match keuze {
            Keuze::Gewoon => Thema {
                gewoon: style(),
                dof: style().fg(Color::Indexed(245)),
                lijn: style().fg(Color::Indexed(240)),
                kop: style().add_modifier(Modifier::BOLD),
                accent: style().fg(Color::Indexed(38)),
                acuut: style().fg(Color::Indexed(203)).add_modifier(Modifier::BOLD),
                alarm: style()
                    .fg(Color::Indexed(231))
                    .bg(Color::Indexed(160))
                    .add_modifier(Modifier::BOLD),
                bijna: style().fg(Color::Indexed(178)),
                goed: style().fg(Color::Indexed(71)),
                radar: style().fg(Color::Indexed(68)),
                gekozen: style().fg(Color::Indexed(255)).bg(Color::Indexed(24)),
                oefenen: style()
                    .fg(Color::Indexed(16))
                    .bg(Color::Indexed(178))
                    .add_modifier(Modifier::BOLD),
                gemarkeerd: style()
                    .fg(Color::Indexed(178))
                    .add_modifier(Modifier::UNDERLINED),
                veld: style().fg(Color::Indexed(255)).bg(Color::Indexed(24)),
            },
            Keuze::Licht => Thema {
                dof: style().fg(Color::Indexed(242)),
                lijn: style().fg(Color::Indexed(249)),
                accent: style().fg(Color::Indexed(25)),
                acuut: style().fg(Color::Indexed(160)).add_modifier(Modifier::BOLD),
                bijna: style().fg(Color::Indexed(130)),
                goed: style().fg(Color::Indexed(28)),
                radar: style().fg(Color::Indexed(61)),
                gekozen: style().fg(Color::Indexed(16)).bg(Color::Indexed(153)),
                gemarkeerd: style()
                    .fg(Color::Indexed(130))
                    .add_modifier(Modifier::UNDERLINED),
                veld: style().fg(Color::Indexed(16)).bg(Color::Indexed(153)),
                ..Thema::van(Keuze::Gewoon)
            },
            Keuze::Contrast => Thema {
                dof: style(),
                lijn: style(),
                accent: style().fg(Color::LightCyan).add_modifier(Modifier::BOLD),
                acuut: style().fg(Color::LightRed).add_modifier(Modifier::BOLD),
                bijna: style().fg(Color::LightYellow).add_modifier(Modifier::BOLD),
                goed: style().fg(Color::LightGreen),
                radar: style().fg(Color::LightBlue),
                gekozen: style().add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
                veld: style().add_modifier(Modifier::REVERSED),
                ..Thema::van(Keuze::Gewoon)
            },
            Keuze::Kleurloos => Thema {
                gewoon: style(),
                dof: style(),
                lijn: style(),
                kop: style().add_modifier(Modifier::BOLD),
                accent: style().add_modifier(Modifier::BOLD),
                acuut: style().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
                alarm: style().add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
                bijna: style().add_modifier(Modifier::UNDERLINED),
                goed: style(),
                radar: style(),
                gekozen: style().add_modifier(Modifier::REVERSED),
                oefenen: style().add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
                gemarkeerd: style().add_modifier(Modifier::UNDERLINED),
                veld: style().add_modifier(Modifier::REVERSED),
            },
        }
    }
}
