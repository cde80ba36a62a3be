using FaceGrid.Vision.Tests.Tensors;

namespace FaceGrid.Vision.Tests;

/// <summary>
/// The test assembly as a process of its own, for what could take the test host with it: <c>collections CALLS</c> runs
/// <see cref="CollectionStress"/>.
/// </summary>
internal static class Program
{
    private static int Main(string[] args) => args is ["collections", var calls] ? CollectionStress.Run(int.Parse(calls)) : 2;
}
