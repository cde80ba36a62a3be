using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>Modules of modules.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public static Sequential Sequential() => new();

        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
        {
            Sequential made = Sequential();
            foreach ((string name, Module<Tensor, Tensor> module) in modules)
            {
                made.append(name, module);
            }

            return made;
        }

        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
        {
            Sequential made = Sequential();
            foreach (Module<Tensor, Tensor> module in modules)
            {
                made.append(module);
            }

            return made;
        }

        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module
            => new(modules);
    }
}
