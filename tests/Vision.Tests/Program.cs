using System.Globalization;
using FaceGrid.Vision.Tests.Tensors;

namespace FaceGrid.Vision.Tests;

/// <summary>
/// Runs the test assembly as a separate process, for tests that could crash the test host: <c>collections CALLS</c> runs
/// <see cref="CollectionStress"/>.
/// </summary>
internal static class Program
{
    private static int Main(string[] args) =>
        args is ["collections", var calls] ? CollectionStress.Run(int.Parse(calls, CultureInfo.InvariantCulture)) : 2;
}
