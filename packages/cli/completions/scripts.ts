/** The shells that `acacia completions` speaks. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** The script for each shell. All that it knows it asks the program at each Tab, so it is never stale. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of acacia for bash. In ~/.bashrc: source <(acacia completions bash)
_acacia() {
  local candidate
  COMPREPLY=()
  while IFS= read -r candidate; do
    if [ "$candidate" = ":files" ]; then
      compopt -o default 2>/dev/null
      return
    fi
    COMPREPLY+=("$candidate")
  done < <("$1" __complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  # A field of a filter goes on after its colon.
  case "\${COMPREPLY[0]}" in *:) compopt -o nospace 2>/dev/null ;; esac
}
complete -F _acacia acacia
`,
  zsh: `#compdef acacia
# Completion of acacia for zsh. In ~/.zshrc, after compinit: source <(acacia completions zsh)
_acacia() {
  local -a values shown open
  local value help
  while IFS=$'\\t' read -r value help; do
    if [[ $value == ":files" ]]; then
      _files
      return
    fi
    values+=("$value")
    shown+=("$value\${help:+  -- $help}")
  done < <("\${(Q)words[1]}" __complete zsh "\${(j: :)words[1,CURRENT-1]} \${QIPREFIX}\${PREFIX}" 2>/dev/null)
  # A field of a filter goes on after its colon.
  [[ \${values[1]} == *: ]] && open=(-S "")
  (( \${#values} )) && compadd "\${open[@]}" -l -d shown -a values
}
if [[ \${funcstack[1]} == _acacia ]]; then _acacia "$@"; else compdef _acacia acacia; fi
`,
  fish: `# Completion of acacia for fish. Once: acacia completions fish > ~/.config/fish/completions/acacia.fish
function __acacia_complete
    set -l command (commandline -opc)[1]
    set -l found ($command __complete fish (commandline -cp | string collect) 2>/dev/null)
    if test "$found" = ":files"
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $found
    end
end
complete -c acacia -f -a '(__acacia_complete)'
`,
};
