"""Every export of the made survey."""

from __future__ import annotations

from tests.surveys.exports import (
    tools_google,
    tools_kobo,
    tools_limesurvey,
    tools_microsoft,
    tools_odk,
    tools_qualtrics,
    tools_spss,
    tools_surveycto,
    tools_surveymonkey,
    typed_by_hand,
)

EXPORTS = (
    *tools_kobo.EXPORTS,
    *tools_odk.EXPORTS,
    *tools_surveycto.EXPORTS,
    *tools_google.EXPORTS,
    *tools_microsoft.EXPORTS,
    *tools_surveymonkey.EXPORTS,
    *tools_qualtrics.EXPORTS,
    *tools_limesurvey.EXPORTS,
    *tools_spss.EXPORTS,
    *typed_by_hand.EXPORTS,
)
