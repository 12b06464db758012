import type { FlowVerdict } from '@tunnelscope/detector/flow-verdict';
import type { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { CaptureFindings } from '@tunnelscope/report/findings';

/** The same findings with pseudonyms in place of addresses. */
export function maskedFindings(findings: CaptureFindings, pseudonyms: Pseudonyms): CaptureFindings {
  const masked = (verdict: FlowVerdict): FlowVerdict => {
    const { flow } = verdict.record;
    const [a, b] = [flow.a, flow.b].map((end) => ({ ...end, address: pseudonyms.of(end.address) })) as [typeof flow.a, typeof flow.b];
    return { ...verdict, record: { ...verdict.record, flow: { ...flow, a, b } } };
  };
  return {
    ...findings,
    file: pseudonyms.text(findings.file),
    warnings: findings.warnings.map((text) => pseudonyms.text(text)),
    verdicts: findings.verdicts.map(masked),
    stories: findings.stories.map((story) => ({ ...story, verdict: masked(story.verdict) })),
  };
}
