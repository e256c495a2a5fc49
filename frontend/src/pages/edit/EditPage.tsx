export default function EditPage(_: { draftId: string; tab: string }) {
  return <p>EditPage</p>;
}
