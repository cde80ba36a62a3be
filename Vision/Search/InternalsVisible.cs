using System.Runtime.CompilerServices;

// The tests run every supported kernel, not only the fastest.
[assembly: InternalsVisibleTo("FaceGrid.Vision.Tests")]
