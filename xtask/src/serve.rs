//! `cargo xtask serve`: the page for development, compiled anew on each change.

use crate::setup::Tools;
use crate::workspace;

/// Serves the page through trunk until it is stopped; `args` are passed on.
///
/// # Errors
/// What the set-up lacks, or that trunk failed.
pub fn run(args: &[String]) -> Result<(), String> {
    let tools = Tools::for_serve()?;
    let mut trunk = tools.command("trunk");
    trunk.arg("serve").args(args);
    // Every tool that trunk would fetch is in place; it need not ask for newer versions of itself.
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    workspace::run(&mut trunk)
}
