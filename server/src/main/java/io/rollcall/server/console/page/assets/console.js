// Enhancements of the console's pages; nearly all of them work without scripts.
(() => {
  'use strict';

  const say = text => {
    document.getElementById('said').textContent = text;
  };

  // Over plain HTTP, browsers offer no clipboard API.
  const copyBySelection = text => {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    (document.querySelector('dialog[open]') || document.body).append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied ? Promise.resolve() : Promise.reject(new Error('not copied'));
  };

  const copy = text =>
    navigator.clipboard && window.isSecureContext
      ? navigator.clipboard.writeText(text).catch(() => copyBySelection(text))
      : copyBySelection(text);

  // Shows the result on the button for three seconds.
  const label = (button, text, state) => {
    button.dataset.label = button.dataset.label || button.textContent;
    clearTimeout(Number(button.dataset.timer));
    button.classList.remove('copied', 'not-copied');
    button.classList.add(state);
    button.textContent = text;
    button.dataset.timer = setTimeout(() => {
      button.classList.remove(state);
      button.textContent = button.dataset.label;
    }, 3000);
  };

  const select = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (!button) {
      return;
    }
    const words = document.body.dataset;
    copy(button.dataset.copy).then(
      () => {
        say(words.copied);
        label(button, words.copiedButton, 'copied');
        button.focus();
      },
      () => {
        say(words.notCopied);
        label(button, words.notCopiedButton, 'not-copied');
        select(button.parentElement.querySelector('code'));
      });
  });

  const showTimes = root => {
    for (const time of root.querySelectorAll('time[datetime]')) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.textContent = at.toLocaleString(undefined, {
          day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
          second: 'seconds' in time.dataset ? '2-digit' : undefined, hourCycle: 'h23'});
        time.title = at.toISOString();
      }
    }
  };

  // Each dialog is a page; as a modal it also keeps the focus, and Escape cancels it.
  const showDialog = root => {
    const dialog = root.querySelector('dialog[open]');
    if (!dialog) {
      return;
    }
    dialog.close();
    dialog.showModal();
    // Browsers close a dialog on the second Escape without a cancel event; the page behind it is not interactive.
    dialog.addEventListener('close', () => {
      if (!dialog.open) {
        dialog.showModal();
      }
    });
    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      const back = dialog.querySelector('[data-cancel]');
      if (back) {
        back.click();
      }
    });
  };

  // Reloading the response to a form must not submit the form again.
  const settleAddress = () => {
    const there = document.body.dataset.address;
    if (there) {
      history.replaceState(null, '', there);
    }
  };

  const nameZone = () => {
    const foot = document.querySelector('[data-times]');
    if (foot) {
      foot.textContent = foot.dataset.times.replace('ZONE', Intl.DateTimeFormat().resolvedOptions().timeZone);
    }
  };

  // Focuses the first invalid field, or else the error message.
  const showProblem = root => {
    const wrong = root.querySelector('[aria-invalid=true][autofocus]') || root.querySelector('#problem');
    if (wrong) {
      wrong.focus();
      wrong.scrollIntoView({block: 'center'});
    }
  };

  // Ignores a double click on a submit button.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = 'true';
    setTimeout(() => delete form.dataset.sent, 10000);
  });

  // A page restored from the back/forward cache may be out of date.
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      window.location.reload();
    }
  });

  const init = () => {
    showTimes(document);
    nameZone();
    showDialog(document);
    settleAddress();
    showProblem(document.querySelector('dialog[open]') || document);
  };

  const lost = document.getElementById('lost');
  const noteAnswer = heard => {
    lost.hidden = heard;
  };
  for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
    document.addEventListener(failure, () => noteAnswer(false));
  }

  document.addEventListener('htmx:afterSwap', () => {
    noteAnswer(true);
    showTimes(document);
  });
  document.addEventListener('htmx:historyRestore', () => showTimes(document));

  // Keeps the results while the user has selected text in them.
  document.addEventListener('htmx:beforeRequest', event => {
    const selection = window.getSelection();
    if (event.detail.elt.id === 'results' && !selection.isCollapsed && event.detail.elt.contains(selection.anchorNode)) {
      event.preventDefault();
    }
  });
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', init);
  } else {
    init();
  }
})();
