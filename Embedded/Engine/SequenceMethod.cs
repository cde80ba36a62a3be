using System.Reflection;

namespace FaceGrid.Embedded.Engine;

/// <summary>A method that returns a sequence: nothing is sent until somebody enumerates it.</summary>
internal sealed class SequenceMethod<T>(MethodInfo method) : GrainMethod(method)
{
    public override object Call(GrainProxy target, object?[] arguments) => new RemoteSequence<T>(target, this, arguments);
}
