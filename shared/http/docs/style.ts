export const docsStyle = `
:root { color-scheme: light dark; --ink: #1b2126; --soft: #55606a; --paper: #fff; --card: #f4f6f8; --line: #c9d0d6; --link: #0b5cad; --mark: #0b5cad; --on-mark: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7ebee; --soft: #a9b4bd; --paper: #14181b; --card: #1e2429; --line: #3d4750; --link: #8cc2ff; --mark: #8cc2ff; --on-mark: #10151a }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 68rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
a { color: var(--link) }
h2 { margin-top: 2.5rem }
code, pre, textarea { font: .875rem/1.45 ui-monospace, monospace }
pre { overflow: auto; max-height: 26rem; padding: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .375rem; white-space: pre-wrap; overflow-wrap: anywhere }
details.route { margin: .5rem 0; border: 1px solid var(--line); border-radius: .375rem; background: var(--card) }
details.route > summary { padding: .625rem .75rem; cursor: pointer; overflow-wrap: anywhere }
details.route > div { padding: 0 .75rem .75rem }
.method { display: inline-block; min-width: 3.25rem; font-weight: 700 }
.says { color: var(--soft) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none }
dt { font-weight: 600 }
dd { margin: 0 0 .5rem }
.for { font-weight: 400 }
label { display: block; margin: .625rem 0 .125rem; font-weight: 600 }
input, select, textarea { width: 100%; padding: .4rem .5rem; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .375rem }
textarea { min-height: 8rem }
button { margin: .75rem 0; padding: .5rem 1rem; font: inherit; font-weight: 600; color: var(--on-mark); background: var(--mark); border: 0; border-radius: .375rem; cursor: pointer }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.sign-in { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0 1rem }
`;
