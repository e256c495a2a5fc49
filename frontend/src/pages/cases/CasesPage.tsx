export default function CasesPage() {
  return <p>CasesPage</p>;
}
