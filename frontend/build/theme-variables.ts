import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { theme, usedColors } from '../src/app/theme.ts';

const name = 'virtual:theme-variables.css';

/**
 * The theme's CSS variables as a stylesheet. At run time Mantine would put them into a <style> element, which the
 * page's content security policy forbids; and of its fourteen colours the page uses a few.
 */
export const themeVariables = (): Plugin => ({
  name: 'theme-variables',
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  load: (id) => (id === `\0${name}` ? variables() : undefined),
});

function variables(): string {
  const { variables: all, light, dark } = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const used = (some: Record<string, string>) => Object.fromEntries(Object.entries(some).filter(([key]) => isUsed(key)));
  return convertCssVariables({ variables: used(all), light: used(light), dark: used(dark) }, ':root');
}

function isUsed(variable: string): boolean {
  const color = /^--mantine-color-([a-z]+)-/.exec(variable)?.[1];
  return color === undefined || !(color in DEFAULT_THEME.colors) || usedColors.includes(color);
}
