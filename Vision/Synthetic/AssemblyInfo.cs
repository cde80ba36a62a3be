using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("FaceGrid.Vision.Tests")]
