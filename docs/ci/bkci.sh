#!/usr/bin/env bash
# A BlueKing CI script step (Shell Script). Needs hufu on the build machine's PATH.
# Profiles stand in hufu.yaml (in the repository, without secrets). Give the step these variables from the project's credentials:
#   HUFU_PROFILE_MS_ACCESS_KEY:  ${{ settings.ms_key.username }}
#   HUFU_PROFILE_MS_SECRET_KEY:  ${{ settings.ms_key.password }}
#   HUFU_PROFILE_TCA_TOKEN:      ${{ settings.tca_token.password }}
#   HUFU_PROFILE_BKCI_ACCESS_TOKEN: ${{ settings.bkci_token.password }}
# The folder hufu-report is for an "archive artifacts" step behind this one, which should run even if this one fails.
set -euo pipefail
export HUFU_CONFIG="${WORKSPACE:-$PWD}/hufu.yaml"

mkdir -p hufu-report
echo "##[group]hufu gate"
code=0
hufu gate docs/ci/gate.yaml --stop-on-interrupt \
  --junit hufu-report/junit.xml --sarif hufu-report/hufu.sarif --markdown hufu-report/summary.md || code=$?
echo "##[endgroup]"
case $code in
  0) ;;
  8) echo "##[warning]the deadline passed; the runs go on, see hufu-report/summary.md for how to take them up" ;;
  11) echo "##[error]no verdict: nobody can say whether this passed" ;;
  *) echo "##[error]hufu gate ended with $code, see hufu-report/summary.md" ;;
esac
exit $code
