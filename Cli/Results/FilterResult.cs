namespace FaceGrid.Cli.Results;

/// <summary>One filter of a <see cref="FiltersResult"/>.</summary>
/// <param name="Unit">Index of the unit.</param>
/// <param name="KernelRgb">Three rows of the kernel; each row has three columns of red, green, blue.</param>
/// <param name="LeastResponse">Least response on the photo, before the rectifier.</param>
/// <param name="GreatestResponse">Greatest response on the photo, before the rectifier.</param>
internal sealed record FilterResult(
    int Unit, IReadOnlyList<IReadOnlyList<double>> KernelRgb, double LeastResponse, double GreatestResponse);
