namespace FaceGrid.EndToEnd.Tests.Guide;

/// <summary>A command of a <c>console</c> block.</summary>
/// <param name="Line">Number of its first line in the page, from 1.</param>
/// <param name="Text">The command as bash takes it, continuation lines included.</param>
/// <param name="ExitCode">The exit code that the page states in a comment <c># exit code N</c>; 0 without one.</param>
/// <param name="Output">
/// The lines that the page shows of standard output and standard error together. An ellipsis stands for any text within a line.
/// </param>
internal sealed record GuideCommand(int Line, string Text, int ExitCode, IReadOnlyList<string> Output);
