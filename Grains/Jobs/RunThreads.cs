using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks;

namespace FaceGrid.Grains.Jobs;

/// <summary>The number of threads that a job may ask for.</summary>
internal static class RunThreads
{
    /// <exception cref="BadInputException">Out of range.</exception>
    public static void Require(int? threads)
    {
        if (threads is < 1 or > ComputeThreads.Most)
        {
            throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"threads {threads}"), string.Create(CultureInfo.InvariantCulture, $"must be 1 to {ComputeThreads.Most}"));
        }
    }
}
