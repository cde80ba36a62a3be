using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Optimisers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Tensors;

/// <summary>
/// Calls every operation many times while another thread forces garbage collections: a scalar that is freed too early causes a
/// crash, an exception or a wrong result.
/// </summary>
internal static class CollectionStress
{
    private static readonly Tensor A = tensor([.. Enumerable.Range(-8, 16).Select(i => i / 4f)]);
    private static readonly Tensor B = tensor([.. Enumerable.Range(1, 16).Select(i => i / 8f)]);
    private static readonly Tensor Gradient = B.Times(0.5);

    /// <summary>Each makes the same tensor from the same inputs every time.</summary>
    private static readonly (string Name, Func<Tensor> Call)[] Calls =
    [
        ("Plus a tensor", () => A.Plus(B)),
        ("Plus", () => A.Plus(0.25)),
        ("Minus", () => A.Minus(0.25)),
        ("Times", () => A.Times(0.75)),
        ("DividedBy", () => A.DividedBy(3)),
        ("Squared", () => A.Squared()),
        ("AtLeast", () => A.AtLeast(0.5)),
        ("Between", () => A.Between(-1, 1)),
        ("GreaterThan", () => A.GreaterThan(0.5)),
        ("LeakyRectified", () => A.LeakyRectified(0.25)),
        ("Filled", () => ScalarOperations.Filled([16], 1.25)),
        ("AddInPlace a tensor", () => A.clone().AddInPlace(B)),
        ("AddInPlace", () => A.clone().AddInPlace(0.25)),
        ("AddMultipleInPlace", () => A.clone().AddMultipleInPlace(B, 0.75)),
        ("AddProductInPlace", () => A.clone().AddProductInPlace(B, B, 0.75)),
        ("AddQuotientInPlace", () => A.clone().AddQuotientInPlace(B, B, 0.75)),
        ("MultiplyInPlace", () => A.clone().MultiplyInPlace(0.75)),
        ("DivideInPlace", () => A.clone().DivideInPlace(3)),
        ("FillInPlace", () => A.clone().FillInPlace(1.25)),
        ("ClampInPlace", () => A.clone().ClampInPlace(-1, 1)),
        ("LeakyRectifyInPlace", () => A.clone().LeakyRectifyInPlace(0.25)),
        ("batch normalisation", Normalised),
        ("AdamW", () => Followed(p => new AdamWUpdate(p, 0.1))),
        ("momentum", () => Followed(p => new MomentumUpdate(p, 0.1, 0.9))),
    ];

    public static int Operations => Calls.Length;

    /// <summary>Prints each operation that succeeded; stops at the first wrong result.</summary>
    /// <returns>0 if all operations succeeded, 1 otherwise.</returns>
    public static int Run(int calls)
    {
        set_num_threads(1);
        var collector = new Thread(Collect) { IsBackground = true };
        collector.Start();
        foreach (var (name, call) in Calls)
        {
            using var gradients = no_grad();
            using var expected = call().DetachFromDisposeScope();
            for (var i = 0; i < calls; i++)
            {
                using var scope = NewDisposeScope();
                if (!call().Equals(expected))
                {
                    Console.Error.WriteLine($"{name}: another result at call {i}");
                    return 1;
                }
            }

            Console.WriteLine($"{name}: {calls} calls held");
        }

        return 0;
    }

    private static void Collect()
    {
        while (true)
        {
            GC.Collect();
        }
    }

    private static Tensor Normalised()
    {
        using var norm = new BatchNormalization(4);
        norm.train();
        return norm.call(A.view(1, 4, 2, 2));
    }

    private static Tensor Followed(Func<Parameter, ParameterUpdate> make)
    {
        using var parameter = new Parameter(A.clone());
        using var update = make(parameter);
        update.Apply(Gradient, 0.01);
        update.Apply(Gradient, 0.01);
        return parameter.detach().clone();
    }
}
