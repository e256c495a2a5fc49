import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const version = '0.49.2';
const name = 'azure.bicep.commandline.linux-x64';
// A machine without libicu is no reason not to compile.
const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };

const works = (command: string): boolean => spawnSync(command, ['--version'], { env, timeout: 30_000 }).status === 0;
const packages = () => process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages');

/** The Bicep CLI on the PATH, or the one of its NuGet package, which dotnet fetches once where it is installed. */
function findBicep(): string | undefined {
  if (works('bicep')) return 'bicep';
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  return fromPackage() ?? (works('dotnet') && fetchPackage() ? fromPackage() : undefined);
}

function fromPackage(): string | undefined {
  const [file] = globSync(`${name}/*/tools/bicep`, { cwd: packages() }).sort().reverse();
  if (!file) return undefined;
  const program = join(packages(), file);
  chmodSync(program, 0o755); // packages carry no permissions
  return works(program) ? program : undefined;
}

function fetchPackage(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mcg-bicep-'));
  const project = join(folder, 'fetch.csproj');
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>
     <ItemGroup><PackageDownload Include="${name}" Version="[${version}]" /></ItemGroup></Project>`,
  );
  console.log(`Fetching the Bicep CLI ${version} from NuGet ...`);
  const { status } = spawnSync('dotnet', ['restore', project], { env, timeout: 90_000 });
  rmSync(folder, { recursive: true, force: true });
  return status === 0;
}

const program = findBicep();

/** Why infrastructure cannot be compiled here; undefined where it can. */
export const bicepMissing: string | undefined = program ? undefined : 'skipped: no Bicep CLI';
if (bicepMissing) console.log(bicepMissing);

/** Runs the CLI; what it says on stderr is all that it has to say of a file. */
export function bicep(
  args: readonly string[],
  more: Record<string, string> = {},
): { status: number | null; out: string; said: string } {
  const ran = spawnSync(program ?? 'bicep', args, {
    env: { ...env, ...more },
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 26,
  });
  return { status: ran.status, out: ran.stdout, said: ran.stderr.trim() };
}
