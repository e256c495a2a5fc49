export default function ExportTab(_: Record<string, unknown>) {
  return <p>ExportTab</p>;
}
