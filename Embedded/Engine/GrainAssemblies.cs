using System.Reflection;

namespace FaceGrid.Embedded.Engine;

/// <summary>Where the grain classes are.</summary>
internal sealed record GrainAssemblies(IReadOnlyList<Assembly> All);
