using System.Reflection;

namespace FaceGrid.Embedded.Engine;

internal sealed class ValueTaskMethod<TResult>(MethodInfo method) : ResultMethod<TResult>(method)
{
    public override Task AsTask(object returned) => ((ValueTask<TResult>)returned).AsTask();

    public override TResult ResultOf(Task finished) => ((Task<TResult>)finished).Result;

    public override object Wrap(Task<TResult>? answer) => answer is null ? default : new ValueTask<TResult>(answer);
}
