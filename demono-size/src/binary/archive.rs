//! In: an archive (`.a`, `.lib`, `.rlib`) or a universal Mach-O file. Out: the sections
//! and symbols of all members. Refused: thin archives, which hold no members; archives
//! of AIX and z/OS; members that overlap.
//!
//! An archive in an archive is not entered, so the depth is bounded; members cannot
//! overlap, so the work is.

use demono_report::{Format, SectionKind};
use object::read::archive::{ArchiveFile, ArchiveKind};
use object::read::macho::{FatArch, MachOFatFile};

use super::detect::{detect, FileType};
use super::error::ReadError;
use super::input::{text, Input};
use super::model::Section;
use super::part::{architecture, Part};
use super::single;

pub(super) fn read<'data>(input: &Input<'data, '_>) -> Result<Part<'data>, ReadError> {
    let what = "its archive header";
    let archive = ArchiveFile::parse(input.data).map_err(input.malformed(what))?;
    if archive.is_thin() {
        return input.unsupported(
            "a thin archive, which only names its members",
            "name these files, or make a whole archive with `ar crs`",
        );
    }
    if !matches!(
        archive.kind(),
        ArchiveKind::Unknown
            | ArchiveKind::Gnu
            | ArchiveKind::Gnu64
            | ArchiveKind::Bsd
            | ArchiveKind::Bsd64
            | ArchiveKind::Coff
    ) {
        return input.unsupported(
            "an archive for AIX or z/OS",
            "only GNU, BSD and COFF archives can be read",
        );
    }
    let mut all = Part::new(Format::Archive, UNKNOWN.to_owned());
    for member in archive.members() {
        let member = member.map_err(input.malformed("the header of a member"))?;
        let data = member.data(input.data);
        let data = data.map_err(input.malformed("a member"))?;
        let name = text(input.charge(member.name())?).into_owned();
        let member = Input {
            member: Some(match &input.member {
                Some(slice) => format!("{slice}:{name}"),
                None => name.clone(),
            }),
            data,
            ..*input
        };
        match detect(data) {
            // `lib.rmeta`, the members of an import library, an archive in an archive.
            None | Some(FileType::Archive | FileType::Universal | FileType::Other(_)) => {
                all.sections.push(whole(&member, &name)?);
            }
            Some(file_type) => {
                let part = single::read(&member, file_type)?;
                if all.architecture == UNKNOWN {
                    all.architecture.clone_from(&part.architecture);
                    all.small_gaps = part.small_gaps;
                }
                all.absorb(part);
            }
        }
    }
    Ok(all)
}

const UNKNOWN: &str = "unknown";

/// A member that is no object file is a section of its own.
fn whole(member: &Input<'_, '_>, name: &str) -> Result<Section, ReadError> {
    let size = member.data.len() as u64;
    Ok(Section {
        name: member.section_name(name.as_bytes())?,
        member: member.member.clone(),
        address: 0,
        size,
        file_size: size,
        kind: SectionKind::Unloaded,
    })
}

/// Reads every slice; each is a file, or an archive, for one architecture.
pub(super) fn universal<'data, Fat: FatArch>(
    input: &Input<'data, '_>,
) -> Result<Part<'data>, ReadError> {
    let file = MachOFatFile::<'data, Fat>::parse(input.data);
    let file = file.map_err(input.malformed("its table of architectures"))?;
    let mut all = Part::new(Format::MachO, UNKNOWN.to_owned());
    all.linked = !file.arches().is_empty();
    let mut architectures: Vec<String> = Vec::new();
    let mut ranges: Vec<(u64, u64)> = file.arches().iter().map(FatArch::file_range).collect();
    ranges.sort_unstable();
    let overlap = |it: &[(u64, u64)]| it[0].0.saturating_add(it[0].1) > it[1].0;
    if ranges.windows(2).any(overlap) {
        return Err(input.contradictory());
    }
    let mut stripped = Some(0);
    for slice in file.arches() {
        let name = architecture(slice.architecture());
        let data = slice.data(input.data);
        let part = Input {
            member: Some(name.clone()),
            data: data.map_err(input.malformed("a slice of it"))?,
            ..*input
        };
        architectures.push(name);
        let file_type = detect(part.data).filter(|it| !matches!(it, FileType::Universal));
        let file_type = file_type.ok_or_else(|| ReadError::NotABinary {
            place: part.place(),
        })?;
        let part = match file_type {
            FileType::Archive => read(&part)?,
            single => single::read(&part, single)?,
        };
        all.linked &= part.linked;
        // Each slice begins at a multiple of its alignment.
        stripped = (stripped.zip(part.stripped)).and_then(|(end, size): (u64, u64)| {
            let align = 1_u64.checked_shl(slice.align())?;
            end.max(table_end(file.arches()))
                .checked_next_multiple_of(align)?
                .checked_add(size)
        });
        all.absorb(part);
    }
    all.architecture = architectures.join("+");
    all.stripped = stripped.filter(|_| all.linked);
    Ok(all)
}

/// Where the slices may begin.
fn table_end<Fat>(arches: &[Fat]) -> u64 {
    (size_of::<object::macho::FatHeader>() + size_of_val(arches)) as u64
}
