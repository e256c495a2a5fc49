export default function FrameworkTab(_: Record<string, unknown>) { return <p>FrameworkTab</p>; }
