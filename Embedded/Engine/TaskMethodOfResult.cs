using System.Reflection;

namespace FaceGrid.Embedded.Engine;

internal sealed class TaskMethod<TResult>(MethodInfo method) : ResultMethod<TResult>(method)
{
    public override Task AsTask(object returned) => (Task<TResult>)returned;

    public override TResult ResultOf(Task finished) => ((Task<TResult>)finished).Result;

    public override object Wrap(Task<TResult>? answer) => answer ?? Task.FromResult<TResult>(default!);
}
