import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

type Step = 'idle' | 'asking' | 'stopping' | 'failed';

/** Ends what is going on, after a second question. */
export function StopButton({ address }: { readonly address: string }): JSX.Element {
  const [step, setStep] = useState<Step>('idle');
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (step === 'asking' || (step === 'idle' && wasAsking.current)) first.current?.focus();
    wasAsking.current = step === 'asking';
  }, [step]);

  if (step === 'stopping') {
    return (
      <p class="stop-state" role="status">
        Stopping …
      </p>
    );
  }
  if (step === 'asking') {
    return (
      <span
        class="confirm"
        role="group"
        aria-label="Really stop?"
        onKeyDown={({ key }) => key === 'Escape' && setStep('idle')}
      >
        <span>Really stop?</span>
        <button
          ref={first}
          type="button"
          class="button danger"
          onClick={() => {
            setStep('stopping');
            void post(address).then((isDone) => setStep(isDone ? 'stopping' : 'failed'));
          }}
        >
          Stop now
        </button>
        <button type="button" class="button" onClick={() => setStep('idle')}>
          Go on
        </button>
      </span>
    );
  }
  return (
    <>
      {step === 'failed' && <p role="alert">It could not be stopped.</p>}
      <button ref={first} type="button" class="button stop" onClick={() => setStep('asking')}>
        Stop
      </button>
    </>
  );
}

async function post(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: 'POST' })).ok;
  } catch {
    return false;
  }
}
