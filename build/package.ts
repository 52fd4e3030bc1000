// `npm run package`: the desktop application as people install it, into out/package. Words that follow
// are electron-builder's own: `npm run package -- --dir` leaves the installers out.
import { access } from 'node:fs/promises';
import path from 'node:path';
import { build, type CliOptions, type Configuration, Platform } from 'electron-builder';
import { bundle, dist } from './bundle.ts';
import { makeIcons } from './make-icons.ts';
import { makeSample, sampleFolder } from './make-sample.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Everything that goes into a package, made anew where it changed. */
export async function prepare(log: (line: string) => void): Promise<void> {
  await bundle(log);
  await makeIcons(path.join(dist, 'icons'));
  log('Making the sample event, unless it is there.');
  await makeSample(sampleFolder);
}

/** Files with native code that a package for a kind of machine cannot do without, relative to `node_modules`. */
export function nativeParts(platform: NodeJS.Platform, arch: string): string[] {
  const os = platform === 'win32' ? 'windows' : platform;
  const vec = { win32: 'vec0.dll', darwin: 'vec0.dylib' }[String(platform)] ?? 'vec0.so';
  return [
    `better-sqlite3/prebuilds/${platform}-${arch}.node`,
    `sqlite-vec-${os}-${arch}/${vec}`,
    `@img/sharp-${platform}-${arch}/package.json`,
    `onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding.node`,
  ];
}

/** @throws with a sentence where npm has installed the native parts of another kind of machine */
export async function checkNativeParts(platform: NodeJS.Platform, arch: string): Promise<void> {
  const absent: string[] = [];
  for (const part of nativeParts(platform, arch)) {
    await access(path.join(root, 'node_modules', part)).catch(() => absent.push(part));
  }
  if (absent.length === 0) return;
  throw new Error(
    `A package for ${platform} ${arch} needs ${absent.join(' and ')}, which npm has not installed here. Make it on such a machine.`,
  );
}

export interface PackageOptions {
  readonly targets: NonNullable<CliOptions['targets']>;
  /** Folder of the sample event. */
  readonly sample?: string;
  /** What differs from electron-builder.yml. */
  readonly config?: Configuration;
}

/**
 * Makes packages; gives the paths of what was made.
 *
 * @throws with a sentence where something that they need is absent
 */
export async function makePackages({
  targets,
  sample = sampleFolder,
  config = {},
}: PackageOptions): Promise<string[]> {
  await checkNativeParts(process.platform, process.arch);
  return build({
    projectDir: root,
    publish: 'never',
    targets,
    config: {
      ...config,
      extends: 'electron-builder.yml',
      // node_modules lies ready: nothing is installed or rebuilt, and `files` says what is taken of it.
      beforeBuild: async () => false,
      // Added to those of the file.
      extraResources: [{ from: sample, to: 'sample' }],
    },
  });
}

if (import.meta.main) {
  try {
    await prepare((line) => console.log(line));
    const targets = Platform.current().createTarget(process.argv.includes('--dir') ? 'dir' : null);
    for (const file of await makePackages({ targets })) console.log(path.relative(root, file));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
