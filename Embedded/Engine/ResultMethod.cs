using System.Reflection;

namespace FaceGrid.Embedded.Engine;

/// <summary>A method whose request ends with one <typeparamref name="TResult"/>.</summary>
internal abstract class ResultMethod<TResult>(MethodInfo method) : GrainMethod(method)
{
    /// <summary>The task of what the grain's method returned.</summary>
    public abstract Task AsTask(object returned);

    public abstract TResult ResultOf(Task finished);

    /// <summary>What the caller gets, around <paramref name="answer"/>.</summary>
    public abstract object Wrap(Task<TResult>? answer);

    public override object? Call(GrainProxy target, object?[] arguments)
    {
        var call = new GrainCall<TResult>(target.Grid, this, arguments);
        return Wrap(call.SendThrough(target));
    }
}
