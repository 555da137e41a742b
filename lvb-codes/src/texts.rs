//! The texts of one language, in tables that the compiler fills.

use crate::generated::{CODE_REASONS, Code, Lang, OWN_TEXTS, REASON_TEXTS, Reason};

/// The texts of all reasons in one language.
pub(crate) const fn reason_texts(lang: Lang) -> [&'static str; Reason::ALL.len()] {
    let mut texts = [""; Reason::ALL.len()];
    let mut index = 0;
    while index < texts.len() {
        texts[index] = REASON_TEXTS[index][lang as usize];
        index += 1;
    }
    texts
}

/// The texts of all codes in one language: the text of the reason, or the code's own.
pub(crate) const fn code_texts(lang: Lang) -> [&'static str; Code::ALL.len()] {
    let mut texts = [""; Code::ALL.len()];
    let mut index = 0;
    while index < texts.len() {
        texts[index] = REASON_TEXTS[CODE_REASONS[index] as usize][lang as usize];
        index += 1;
    }
    let mut own = 0;
    while own < OWN_TEXTS.len() {
        let (code, own_lang, text) = OWN_TEXTS[own];
        if own_lang as usize == lang as usize {
            texts[code as usize] = text;
        }
        own += 1;
    }
    texts
}
