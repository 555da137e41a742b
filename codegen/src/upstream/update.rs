//! Plans an update: which published documents to vendor, and which files to write.
//!
//! Documents, digests, names and module change together. A document that would make `check` fail is
//! held back, so that the others need not wait for it.

mod manifest;

use super::drift::{self, Choice, Drift, agree, choose};
use super::drifted::{Drifted, Selected, Status};
use crate::diff::Verdict;
use crate::error::Error;
use crate::files;
use crate::files::transaction::Change;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::manifest::Manifest;
use crate::module::{Module, next_version};
use crate::names::Names;
use crate::names::propose::propose;
use crate::text::limited_list;
use crate::upstream::Published;
use doc_tables::Source;
use semver::Version;
use serde::Serialize;
use std::cmp::Reverse;

/// The maximum number of changed documents for which all choices are tried. Each further document
/// would double their number.
const MAX_CHOSEN: usize = 8;

/// The plan of an update.
#[derive(Debug)]
pub struct Plan {
    /// The vendored documents compared with the published ones.
    pub drift: Drift,
    /// The languages whose published documents are vendored.
    pub taken: Vec<Tag>,
    /// The languages whose documents are held back, with the reasons.
    pub held_back: Vec<HeldBack>,
    /// The `names.toml` blocks that are missing.
    pub missing_names: Option<String>,
    /// The files to write.
    pub changes: Vec<Change>,
    /// The findings that remain after the update.
    pub findings: Findings,
    /// The effect of the update on users of the crate. `None` if errors prevent a module, or if a
    /// document is held back and the others change nothing.
    pub verdict: Option<Verdict>,
    /// The next version of the crate.
    pub version: Option<Version>,
}

/// A document that is held back.
#[derive(Debug, Serialize)]
pub struct HeldBack {
    /// The language.
    pub language: Tag,
    /// The errors, one line each.
    pub because: Vec<String>,
}

/// Plans an update with the fetched documents. With `accept_names`, codes without a name get proposed
/// names.
pub fn plan(
    manifest: &Manifest,
    names: &Names,
    published: &[Published],
    accept_names: bool,
) -> Result<Plan, Error> {
    let vendored = drift::vendored(manifest)?;
    let mut drift = drift::compare(manifest, names, &vendored, published)?;
    let proposals = propose(&drift.names, drift.outcome.reference());
    let missing_names = (!proposals.all.is_empty() && !accept_names).then(|| proposals.to_toml());
    let planner = Planner {
        manifest,
        names,
        committed: &drift.committed,
        documents: &drift.documents,
        accept_names,
    };
    let best = planner.best_choice()?;
    let held_back = planner.held_back(&best)?;
    let finished = planner.finish(best)?;
    // A document that is held back may contain any change, so `none` would be wrong.
    let verdict = finished.verdict;
    let verdict = verdict.filter(|verdict| *verdict != Verdict::None || held_back.is_empty());
    drift.outcome.findings.extend(drift.documents.iter().filter_map(Drifted::lost_edits).cloned());
    Ok(Plan {
        taken: finished.taken,
        held_back,
        missing_names,
        changes: finished.changes,
        findings: finished.findings,
        version: verdict.and_then(|verdict| next_version(&manifest.output, verdict)),
        verdict,
        drift,
    })
}

struct Planner<'a> {
    manifest: &'a Manifest,
    names: &'a Names,
    committed: &'a Module,
    documents: &'a [Drifted],
    accept_names: bool,
}

#[derive(Default)]
struct Finished {
    taken: Vec<Tag>,
    changes: Vec<Change>,
    findings: Findings,
    verdict: Option<Verdict>,
}

impl<'a> Planner<'a> {
    /// Returns the largest choice of documents that `check` would accept, or else the choice of none.
    /// If several are equally large, returns the one with the earlier languages.
    fn best_choice(&self) -> Result<Choice<'a>, Error> {
        for selection in self.choices() {
            let choice = self.choose(selection)?;
            if !choice.outcome.findings.iter().any(Finding::refuses) {
                return Ok(choice);
            }
        }
        self.choose(self.documents.iter().map(Selected::vendored).collect())
    }

    /// Returns the choices of changed documents to try, the largest first. If more than [`MAX_CHOSEN`]
    /// documents changed, returns only the choice of all.
    fn choices(&self) -> Vec<Vec<Selected<'a>>> {
        let all: Vec<Selected<'a>> = self.documents.iter().map(Selected::published).collect();
        let changed = all.iter().filter(|selected| selected.is_taken).count();
        if changed > MAX_CHOSEN {
            return vec![all];
        }
        let mut masks: Vec<u32> = (1..1 << changed).collect();
        masks.sort_by_key(|mask| (Reverse(mask.count_ones()), *mask));
        let choices = masks.into_iter().map(|mask| {
            let mut selection = all.clone();
            let changed = selection.iter_mut().filter(|selected| selected.is_taken);
            for (bit, selected) in changed.enumerate() {
                selected.is_taken = mask >> bit & 1 == 1;
            }
            selection
        });
        choices.collect()
    }

    /// Runs the pipeline on a choice of documents, after adding proposed names if they are accepted.
    fn choose(&self, selection: Vec<Selected<'a>>) -> Result<Choice<'a>, Error> {
        let mut choice = choose(selection, self.manifest, self.names, self.committed)?;
        let proposals = propose(&choice.names, choice.outcome.reference());
        if self.accept_names && !proposals.all.is_empty() {
            let names = Names::parse(Source::new(choice.names.source.name(), proposals.edit()?))?;
            choice = choose(choice.selection, self.manifest, &names, self.committed)?;
        }
        let taken = choice.selection.iter().filter(|selected| selected.is_taken);
        let lost = taken.filter_map(|selected| selected.document.lost_edits());
        choice.outcome.findings.extend(lost.cloned());
        Ok(choice)
    }

    /// Returns the changed or missing documents that are held back, each with the errors that `check`
    /// would find in it.
    fn held_back(&self, best: &Choice<'a>) -> Result<Vec<HeldBack>, Error> {
        let all = self.documents.iter().map(Selected::published).collect();
        let together = reasons(&self.choose(all)?.outcome.findings);
        let mut held_back = Vec::new();
        for (index, document) in self.documents.iter().enumerate() {
            let because = match &document.status {
                Status::Invalid(_) | Status::Unreachable(_) => vec![document.message()],
                Status::Changed { .. } if !best.selection[index].is_taken => {
                    let mut selection = best.selection.clone();
                    selection[index] = Selected::published(document);
                    let mut because = reasons(&self.choose(selection)?.outcome.findings);
                    // If vendoring the other documents ends an error, it is not an error of this one.
                    because.retain(|reason| together.contains(reason));
                    if because.is_empty() {
                        let message = "it depends on another document that is held back";
                        because.push(message.to_owned());
                    }
                    because
                }
                _ => continue,
            };
            held_back.push(HeldBack { language: document.language.clone(), because });
        }
        Ok(held_back)
    }

    /// Prepares the files to write: the documents, the manifest, the names and the module.
    fn finish(&self, choice: Choice<'_>) -> Result<Finished, Error> {
        if choice.outcome.findings.iter().any(Finding::refuses) {
            return Ok(Finished { findings: choice.outcome.findings, ..Finished::default() });
        }
        let text = self.edited_manifest(&choice)?;
        let source = Source::new(self.manifest.source.name(), text.clone());
        let manifest = Manifest::parse(&self.manifest.path, &source)?;
        let Choice { selection, names, .. } = &choice;
        let mut outcome = agree(selection, &manifest, names, Findings::default());
        let moved = choice.outcome.findings.iter();
        let moved = moved.filter(|found| found.rule == Rule::MovedReason && found.is_open());
        outcome.findings.extend(moved.cloned());
        // The pages were read with corrections that the edited manifest no longer has.
        outcome.findings.retain(|found| {
            found.rule != Rule::StaleCorrection
                || manifest.corrections.iter().any(|each| {
                    found.languages.contains(&each.language) && found.codes == [each.code]
                })
        });
        let Some(module) = drift::module(&manifest, &outcome) else {
            return Ok(Finished { findings: outcome.findings, ..Finished::default() });
        };
        let verdict = drift::verdict(self.committed, &module, choice.moved_together)?;
        let mut finished = Finished { verdict: Some(verdict), ..Finished::default() };
        let mut files = vec![(manifest.names, names.source.text().as_bytes())];
        for (language, selected) in manifest.languages.into_iter().zip(selection) {
            if let Some((edition, _)) = selected.taken() {
                finished.taken.push(language.tag);
                files.push((language.document, &edition.bytes));
            }
        }
        files.extend([(manifest.path, text.as_bytes()), (manifest.output, module.as_bytes())]);
        for (path, bytes) in files {
            if files::read_if_exists(&path)?.as_deref() != Some(bytes) {
                finished.changes.push(Change { path, bytes: bytes.to_vec() });
            }
        }
        finished.findings = outcome.findings;
        Ok(finished)
    }
}

/// Returns the errors, one line each.
fn reasons(findings: &Findings) -> Vec<String> {
    const MAX_LISTED: usize = 3;
    let errors = findings.iter().filter(|finding| finding.refuses());
    let lines = errors.map(|finding| match &finding.codes[..] {
        [] => finding.message.clone(),
        codes => format!("{}: {}", limited_list(codes.iter(), MAX_LISTED), finding.message),
    });
    lines.collect()
}
