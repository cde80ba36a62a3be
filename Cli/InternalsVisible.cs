using System.Runtime.CompilerServices;

// Downloads are tested against servers that misbehave at a given byte, which no command line can ask for.
[assembly: InternalsVisibleTo("FaceGrid.Bench")]
[assembly: InternalsVisibleTo("FaceGrid.EndToEnd.Tests")]
