export default function LikelihoodsTab(_: Record<string, unknown>) { return <p>LikelihoodsTab</p>; }
