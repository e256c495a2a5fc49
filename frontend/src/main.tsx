import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { schemeManager } from './app/scheme.ts';
import { theme } from './app/theme.ts';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      {/* Variables come from our own stylesheet: the content security policy allows no <style> elements. */}
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={schemeManager}
        withCssVariables={false}
        withGlobalClasses={false}
        deduplicateCssVariables={false}
      >
        <App />
      </MantineProvider>
    </StrictMode>,
  );
