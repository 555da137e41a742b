//! The vendored documents compared with the published ones.

use super::drifted::{Drifted, Edition, Selected, Status};
use super::{Failure, Fetched, Published};
use super::{moved, retire, whereabouts};
use crate::code::Code;
use crate::diff::{self, Verdict};
use crate::error::Error;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::manifest::{Language, Manifest, allow};
use crate::module::{Module, next_version};
use crate::names::Names;
use crate::page::{self, Origin, Page, digest, edited_document};
use crate::pipeline::{self, Outcome};
use crate::upstream::location::Location;
use semver::Version;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The vendored documents compared with the published ones.
#[derive(Debug)]
pub struct Drift {
    /// The documents, in the order of the manifest.
    pub documents: Vec<Drifted>,
    /// The module before an update.
    pub(super) committed: Module,
    /// The result of the pipeline on the published documents, with the vendored document in place of a
    /// missing one.
    pub outcome: Outcome,
    /// The names, with the codes retired that the published documents drop.
    pub names: Names,
    /// The effect of the published documents on users of the crate. `None` if errors prevent a module,
    /// or if a document is missing and the others changed nothing.
    pub verdict: Option<Verdict>,
    /// The next version of the crate.
    pub version: Option<Version>,
}

/// Reads the vendored documents. A new language has none yet.
pub fn vendored(manifest: &Manifest) -> Result<Vec<Option<Vec<u8>>>, Error> {
    let read = |language: &Language| match language.sha256 {
        None if !language.document.exists() => Ok(None),
        _ => page::read_bytes(language).map(Some),
    };
    manifest.languages.iter().map(read).collect()
}

/// Compares the vendored documents with the published ones, both in the order of the manifest.
///
/// # Errors
///
/// A vendored document is not text or exceeds a limit, or the module cannot be read back.
pub fn compare(
    manifest: &Manifest,
    names: &Names,
    vendored: &[Option<Vec<u8>>],
    published: &[Published],
) -> Result<Drift, Error> {
    let (mut documents, mut invalid) = (Vec::new(), Findings::default());
    for ((language, old), published) in manifest.languages.iter().zip(vendored).zip(published) {
        documents.push(compare_one(
            language,
            old.as_deref(),
            published,
            manifest,
            names,
            &mut invalid,
        )?);
    }
    find_alone(&mut documents);
    let all = documents.iter().map(Selected::published).collect();
    let committed = Module::read(&manifest.output)?;
    let Choice { mut outcome, names, moved_together, .. } =
        choose(all, manifest, names, &committed)?;
    outcome.findings.extend(invalid);
    let module = module(manifest, &outcome);
    let verdict = module.map(|module| verdict(&committed, &module, moved_together)).transpose()?;
    // A missing document may contain any change, so `none` would be wrong.
    let is_missing = documents.iter().any(|document| document.status.is_failure());
    let verdict = verdict.filter(|verdict| *verdict != Verdict::None || !is_missing);
    let version = verdict.and_then(|verdict| next_version(&manifest.output, verdict));
    Ok(Drift { documents, committed, outcome, names, verdict, version })
}

/// Marks the codes that are reworded in one language only. Upstream usually rewords all languages.
fn find_alone(documents: &mut [Drifted]) {
    let mut languages: BTreeMap<Code, usize> = BTreeMap::new();
    for document in documents.iter() {
        let reworded = document.diff.iter().flat_map(|diff| &diff.reworded);
        for rewording in reworded {
            *languages.entry(rewording.code).or_default() += 1;
        }
    }
    let compared = documents.iter().filter(|document| document.diff.is_some()).count();
    // A missing page may have the same rewording.
    if compared < 2 || documents.iter().any(|document| document.status.is_failure()) {
        return;
    }
    for document in documents {
        let reworded = document.diff.iter().flat_map(|diff| &diff.reworded);
        let codes = reworded.map(|rewording| rewording.code);
        document.alone = codes.filter(|code| languages[code] == 1).collect();
    }
}

/// A choice of documents, and the result of the pipeline on it.
pub(super) struct Choice<'a> {
    /// The documents, in the order of the manifest.
    pub(super) selection: Vec<Selected<'a>>,
    /// The names, with the codes retired that the choice drops.
    pub(super) names: Names,
    pub(super) outcome: Outcome,
    /// Whether texts moved in all languages.
    pub(super) moved_together: bool,
}

/// Runs the pipeline on a choice of documents.
pub(super) fn choose<'a>(
    selection: Vec<Selected<'a>>,
    manifest: &Manifest,
    names: &Names,
    committed: &Module,
) -> Result<Choice<'a>, Error> {
    let names = retire::dropped_codes(&selection, names)?;
    let mut findings = Findings::default();
    let moved_together = moved::report(&selection, &names, committed, &mut findings);
    let outcome = agree(&selection, manifest, &names, findings);
    Ok(Choice { selection, names, outcome, moved_together })
}

/// Runs the pipeline as if a choice of documents were vendored.
pub(super) fn agree(
    selection: &[Selected<'_>],
    manifest: &Manifest,
    names: &Names,
    mut findings: Findings,
) -> Outcome {
    let mut pages = Vec::new();
    for edition in selection.iter().filter_map(|selected| selected.edition()) {
        findings.extend(edition.findings.clone());
        pages.push(edition.page.clone());
    }
    pipeline::agree(manifest, names, pages, findings)
}

/// Returns the text of the module, or `None` if a finding prevents it.
pub(super) fn module(manifest: &Manifest, outcome: &Outcome) -> Option<String> {
    outcome.agreement.as_ref().map(|agreement| pipeline::module(manifest, agreement))
}

/// Returns the effect of a new module on users of the crate.
pub(super) fn verdict(
    committed: &Module,
    new: &str,
    moved_together: bool,
) -> Result<Verdict, Error> {
    let new = Module::parse(new)
        .map_err(|error| Error::new(format!("cannot read back the module: {error}")))?;
    let verdict = committed.verdict(&new);
    // The comparison misses the move, because the names still give the codes their old reasons.
    Ok(if moved_together { Verdict::Major } else { verdict })
}

fn compare_one(
    language: &Language,
    old_bytes: Option<&[u8]>,
    Published { location, document }: &Published,
    manifest: &Manifest,
    names: &Names,
    invalid: &mut Findings,
) -> Result<Drifted, Error> {
    let vendored = old_bytes.map(|bytes| {
        let name = language.document.display().to_string();
        let mut findings = Findings::default();
        let origin = Origin::Vendored;
        let page =
            pipeline::page(&name, bytes.to_vec(), language, manifest, origin, &mut findings)?;
        Ok::<_, Error>(Edition { bytes: bytes.to_vec(), page: Arc::new(page), findings })
    });
    let vendored = vendored.transpose()?;
    let before = vendored.as_ref().map(|version| version.page.clone());
    let mut is_missing = false;
    let status = match document {
        Err(Failure::Unreachable(message)) => Status::Unreachable(message.clone()),
        Err(Failure::NotFound(message)) => {
            is_missing = true;
            Status::Unreachable(message.clone())
        }
        Err(Failure::Invalid(message)) => Status::Invalid(message.clone()),
        Ok(fetched) if Some(&fetched.bytes[..]) == old_bytes => Status::Same,
        Ok(fetched) if language.skip.contains(&digest(&fetched.bytes)) => Status::Skipped,
        Ok(Fetched { bytes, dated }) => match read(location, bytes, language, manifest, before) {
            Ok(edition) => Status::Changed { edition, dated: *dated },
            Err(unusable) => {
                is_missing = unusable.finding.as_ref().is_some_and(|found| found.rule.is_fatal());
                invalid.extend(unusable.finding);
                Status::Invalid(unusable.message)
            }
        },
    };
    let old = vendored.as_ref().and_then(|version| version.page.catalog.as_ref());
    let new = match &status {
        Status::Changed { edition, .. } => edition.page.catalog.as_ref(),
        Status::Same | Status::Skipped => old,
        Status::Invalid(_) | Status::Unreachable(_) => None,
    };
    Ok(Drifted {
        language: language.tag.clone(),
        source: vendored.as_ref().map_or(&manifest.source, |edition| &edition.page.source).clone(),
        location: location.clone(),
        diff: old.zip(new).map(|(old, new)| diff::diff(old, new, names)),
        edited: old_bytes.and_then(|bytes| edited_document(language, bytes)),
        alone: Vec::new(),
        whereabouts: is_missing.then(|| whereabouts::of(language, location)),
        status,
        vendored,
    })
}

/// The reason why a published document cannot be used.
struct Unusable {
    message: String,
    finding: Option<Finding>,
}

fn read(
    location: &Location,
    bytes: &[u8],
    language: &Language,
    manifest: &Manifest,
    vendored: Option<Arc<Page>>,
) -> Result<Edition, Unusable> {
    let mut findings = Findings::default();
    let (name, origin) = (location.to_string(), Origin::Published(vendored));
    let page = pipeline::page(&name, bytes.to_vec(), language, manifest, origin, &mut findings)
        .map_err(|error| Unusable { message: error.message, finding: None })?;
    allow::mark(&mut findings, &manifest.allow);
    // The codes that an incomplete document lacks would look removed.
    let breaks_off = |finding: &&Finding| finding.rule == Rule::UnclosedTable && finding.is_open();
    let reason = findings.iter().find(|found| found.rule.is_fatal() || breaks_off(found));
    match reason {
        Some(reason) => {
            Err(Unusable { message: reason.message.clone(), finding: Some(reason.clone()) })
        }
        None if page.catalog.is_none() => {
            Err(Unusable { message: "it has no usable table".to_owned(), finding: None })
        }
        None => Ok(Edition { bytes: bytes.to_vec(), page: Arc::new(page), findings }),
    }
}
