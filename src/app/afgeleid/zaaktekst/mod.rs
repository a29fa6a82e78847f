//! The texts of a zaak to read: origin, what happened then, the zaak whole.

pub mod gebeurtenis;
pub mod geheel;
pub mod herkomst;
