export default function CasePage(_: { caseId: number; version: number | undefined; tab: string }) {
  return <p>CasePage</p>;
}
