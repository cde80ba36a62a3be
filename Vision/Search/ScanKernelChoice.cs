namespace FaceGrid.Vision.Search;

/// <summary>The scan kernels.</summary>
internal enum ScanKernelChoice
{
    Scalar,
    Vector128,
    Avx2,
    Avx512,
    AvxVnni,
}
