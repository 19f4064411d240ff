/** What stands around every page: queries, texts of the components, the router. */
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { JSX } from 'react';
import { RouterProvider } from 'react-router/dom';
import { ConsoleApiError } from '../api/console-api.ts';
import { errorText, mayRetry } from '../api/errors.ts';
import { router } from './routes.tsx';

/** A call of AWS that says the credentials are over: look whether the session is. */
function askForSession(error: Error): void {
  if (error instanceof ConsoleApiError || !errorText(error).isSessionEnd) return;
  void queryClient.invalidateQueries({ queryKey: ['console-session'] });
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askForSession }),
  mutationCache: new MutationCache({ onError: askForSession }),
  defaultOptions: {
    queries: { retry: mayRetry, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

export function App(): JSX.Element {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}
