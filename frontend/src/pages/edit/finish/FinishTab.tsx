export default function FinishTab(_: Record<string, unknown>) { return <p>FinishTab</p>; }
