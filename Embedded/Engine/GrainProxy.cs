using System.Reflection;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>What <see cref="DispatchProxy"/> derives the references of each interface from.</summary>
internal class GrainProxy : GrainReference
{
    /// <summary>The target that took the last call; asked first, as a grain rarely moves.</summary>
    private ICallTarget? last;

    internal void Send(Request request)
    {
        if (last is not { } target || !target.TryReceive(request))
        {
            last = Grid.Deliver(GrainId, request);
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return GrainMethod.Of(targetMethod).Call(this, args ?? []);
    }
}
