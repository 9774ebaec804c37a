"""All rules that look at one case, and what of their findings is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from meshbook.model.profile import Profile
from meshbook.model.release import Published
from meshbook.model.vocabulary import Vocabulary
from meshbook.problems import Loc, Problem
from meshbook.reading.case import CaseFile
from meshbook.reading.partial import touches
from meshbook.rules import (
    agreement,
    claims,
    corrections,
    dates,
    evidence,
    lifeline,
    organisation,
    prose,
    releases,
    reserved,
    spelling,
    texts,
    translation,
    urls,
    vocabulary,
)
from meshbook.rules.running import apply_rules, placed
from meshbook.rules.subject import Finding, Rule, Subject
from meshbook.rules.waivers import unwaived

CASE_RULES: tuple[Rule, ...] = (
    vocabulary.words_are_listed,
    vocabulary.staged_meshes_are_described,
    claims.claims_have_sources,
    claims.sources_are_there,
    claims.claim_ids_are_unique,
    claims.sources_are_cited,
    claims.sources_were_read,
    claims.production_is_more_than_a_listing,
    claims.moves_say_where_to,
    claims.alternatives_are_named,
    claims.copies_name_their_original,
    claims.amounts_are_not_negative,
    reserved.claim_ids_are_free,
    evidence.artefacts_are_the_organisations_own,
    evidence.grades_fit_their_sources,
    evidence.published_texts_know_no_later_dates,
    texts.mail_addresses_stay_out,
    dates.dates_are_past,
    dates.ends_follow_beginnings,
    dates.periods_run_forward,
    dates.sources_are_opened_after_publication,
    dates.verification_follows_addition,
    dates.verification_follows_access,
    dates.listings_run_forward,
    dates.claims_are_older_than_their_sources,
    dates.next_check_follows_verification,
    dates.corrections_follow_addition,
    dates.readings_follow_addition,
    corrections.published_claims_change_with_a_correction,
    corrections.published_claims_are_kept,
    corrections.corrections_name_a_claim,
    corrections.corrections_say_what_was_and_what_is,
    corrections.renamed_ids_lead_to_a_claim,
    corrections.renamed_ids_are_not_given_again,
    releases.meshes_are_older_than_their_use,
    releases.versions_are_older_than_their_use,
    lifeline.stages_follow_each_other,
    translation.original_is_whole,
    translation.translation_is_whole,
    translation.quotes_are_translated,
    agreement.numbers_agree,
    agreement.names_agree,
    prose.sentences_are_short,
    prose.summaries_fit,
    prose.english_is_readable,
    prose.words_are_our_own,
    spelling.spelling_is_ours,
    organisation.anonymous_reveals_nothing,
    organisation.anonymous_leaves_no_trace,
    organisation.named_says_who_and_where,
    organisation.countries_exist,
    organisation.japanese_names_have_a_reading,
    organisation.readings_are_kana,
    organisation.disclosure_fits,
    organisation.confirmed_says_by_whom,
    urls.addresses_are_public,
)

# Rules that compare values at several places: where one of these was made up in a
# stand-in, what they say may be about the stand-in and is not told.
_RESTS_ON: dict[str, tuple[Loc, ...]] = {
    "C004": (("stages",), ("meshes",), ("sources",)),
    "C005": (("sources",),),
    "C006": (("sources",),),
    "D002": (("stages",),),
    "D006": (("added",), ("verified",)),
    "D007": (("verified",),),
    "D009": (("sources",),),
    "D010": (("stages",),),
    "D011": (("stages",),),
    "D012": (("stages",),),
    "D013": (("sources",),),
    "D014": (("verified",),),
    "D015": (("added",),),
    "D016": (("added",),),
    "R001": (("corrections",), ("renamed",)),
    "R002": (("corrections",), ("renamed",)),
    "O007": (("organisation", "anonymous"), ("disclosure",)),
    "O008": (("disclosure",), ("confirmation",)),
    "O009": (("organisation", "anonymous"),),
    "T001": (("original",), ("translation",)),
    "T002": (("original",), ("translation",)),
    "T004": (("original",),),
    "V002": (("meshes",),),
}


def case_problems(
    file: CaseFile,
    content: bytes,
    words: Vocabulary,
    today: datetime.date,
    source_texts: Mapping[str, str] | None = None,
    profiles: Mapping[str, Profile] | None = None,
    published: Published | None = None,
) -> list[Problem]:
    """What the rules find in ``file``, whose bytes are ``content``; never raises.

    ``source_texts`` are what is at hand of its sources, by their ids; ``profiles`` are those of
    the meshes; ``published`` is what was published.

    What was found while reading is in ``file.problems``. The places of values are
    worked out only where something was found.
    """
    case = file.case or file.partial
    if case is None:
        return []
    subject = Subject(
        file.slug, case, words, today, source_texts or {}, profiles or {}, published or Published()
    )
    findings, crashes = apply_rules(CASE_RULES, subject, file.path)
    told = [finding for finding in findings if not _is_consequence(finding, file)]
    return [*crashes, *placed(unwaived(subject, told), file.path, content)]


def _is_consequence(finding: Finding, file: CaseFile) -> bool:
    """Whether ``finding`` is about something made up for the stand-in."""
    if not file.replaced:
        return False
    code, loc, values = finding
    if touches(loc, file.replaced):
        return True
    if code == "C002":
        return any(_may_have_held(values["id"], other) for other in file.replaced)
    return any(
        other[: len(root)] == root for root in _RESTS_ON.get(code, ()) for other in file.replaced
    )


def _may_have_held(source: str, replaced: Loc) -> bool:
    """Whether the source that is missed was lost with what was replaced."""
    return replaced == ("sources",) or (replaced[:1] == ("sources",) and replaced[1:] == (source,))
