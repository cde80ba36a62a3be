namespace FaceGrid.Vision.Search;

/// <summary>The kernels, and which of them this process uses.</summary>
internal enum ScanKernelChoice
{
    Scalar,
    Vector128,
    Avx2,
    Avx512,
    AvxVnni,
}
