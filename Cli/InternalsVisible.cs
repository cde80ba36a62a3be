using System.Runtime.CompilerServices;

// Tests of downloads use servers that fail at a given byte.
[assembly: InternalsVisibleTo("FaceGrid.Bench")]
[assembly: InternalsVisibleTo("FaceGrid.EndToEnd.Tests")]
