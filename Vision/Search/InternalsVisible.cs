using System.Runtime.CompilerServices;

// The tests run every kernel that the processor has, not only the fastest.
[assembly: InternalsVisibleTo("FaceGrid.Vision.Tests")]
